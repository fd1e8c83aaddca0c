import type { Router } from 'express';
import type { Logger } from 'pino';
import type { Content } from '../../content/load.js';
import type { Ids } from '../../dialogs/scene.js';
import type { DeskConfiguration } from '../configuration/desk.js';
import { perMinute } from '../operations/rate-limit.js';
import { PageError } from '../pages/errors.js';
import { pageLanguage } from '../pages/page-language.js';
import type { Pages } from '../pages/pages.js';
import type { Store } from '../store/store.js';
import type { LiveUpdates } from '../turns/live.js';
import { Admissions } from './admission.js';
import { createDeskPages } from './desk-pages.js';
import { DeskRoutes } from './desk-routes.js';
import type { DeclaredRoute } from './desk-routes.js';
import { actRoutes } from './acts/act-routes.js';
import { auditPages } from './audit/audit-pages.js';
import { conversationPages } from './conversation/conversation-pages.js';
import type { DeskServices } from './desk-services.js';
import { diaryPages } from './diary/diary-pages.js';
import { homeRoutes } from './home/home.js';
import { DeskStreams } from './live/streams.js';
import { typingRoute } from './live/typing.js';
import { newsletterDeskPages } from './newsletters/newsletter-desk-pages.js';
import { outcomePages } from './outcomes/outcome-pages.js';
import { partnerPages } from './partner/partner-pages.js';
import { PartnerStreams } from './partner/partner-streams.js';
import { queuePages } from './queue/queue-pages.js';
import { supervisionPages } from './supervision/supervision-pages.js';
import { translator } from './translate.js';
import { linkPath, linkRoutes } from './sign-in/link-routes.js';
import { showNotice } from './sign-in/notices.js';
import { OneTimeLink } from './sign-in/one-time-link.js';
import { Provider } from './sign-in/provider.js';
import { providerRoutes, returnPath } from './sign-in/provider-routes.js';
import { secretCookie } from './sign-in/session-cookie.js';
import { DeskSessions } from './sign-in/sessions.js';
import { signInRoutes } from './sign-in/sign-in.js';
import type { SignInMethod } from './sign-in/sign-in.js';

export interface DeskParts {
  store: Store;
  pages: Pages;
  content: Content;
  services: DeskServices;
  live: LiveUpdates;
  ids: Ids;
  /** Where a page of ours can be opened. */
  link: (path: string) => string;
  clock: () => Date;
  logger: Logger;
  config: DeskConfiguration & {
    /** True where the desk is reached over HTTPS. */
    secure: boolean;
    /** Where the desk is reached. */
    publicUrl: URL;
    /** Requests a minute from one address that sign in or out. */
    signInsPerMinute: number;
  };
  /** Shows the path of a sign-in link to the person at the terminal. */
  print: (path: string) => void;
}

/** The adviser's desk. */
export interface Desk {
  /** To be mounted at the root: all of its paths begin with `/desk`. */
  router: Router;
  /** All of its routes, with what each needs. */
  routes: readonly DeclaredRoute[];
  /** Prints a sign-in link, where people sign in by one; looks for the provider, where they sign in there. */
  start(): void;
  /** Ends every stream; whoever reads one comes back. */
  close(): void;
}

/** Puts the desk's features together. Each adds its routes to `DeskRoutes`, which lets in those alone who may. */
export function createDesk(parts: DeskParts): Desk {
  const { store, content, live, services, clock, config, print, logger } = parts;
  const { words, areas } = content;
  const pages = createDeskPages(parts.pages, config.secure);
  const sessions = new DeskSessions(store.deskSessions, clock, config);
  const cookie = secretCookie('desk', config.secure);
  const admissions = new Admissions({ sessions, cookie, store, areas: [...areas.keys()] });
  const routes = new DeskRoutes({
    admissions,
    secure: config.secure,
    showNoRole: (request, response, session) => {
      showNotice(pages, request, response, 'no-role', session, { translatable: true });
    },
  });
  const { oidc } = config;
  const by: SignInMethod = oidc ? 'provider' : config.linkAllowed ? 'link' : 'off';
  const provider = oidc && new Provider(oidc, new URL(returnPath, config.publicUrl));
  const signIn = {
    sessions,
    cookie,
    pages,
    limit: perMinute(config.signInsPerMinute, () => new PageError(429)),
  };
  const signedOut = new URL('/desk/signed-out', config.publicUrl);
  signInRoutes(routes, {
    ...signIn,
    by,
    onSignOut: (adviser) => services.presences.signedOut(adviser),
    signOutUrl: async (idToken) => (await provider?.signOutUrl(idToken, signedOut)) ?? null,
  });
  if (oidc && provider) {
    providerRoutes(routes, {
      ...signIn,
      provider,
      store: store.deskSessions,
      pendingCookie: secretCookie('desk-sign-in', config.secure),
      claims: oidc.claims,
      areas: [...areas.keys()],
      clock,
      logger,
    });
  }
  const link = new OneTimeLink(clock);
  if (by === 'link') linkRoutes(routes, { ...signIn, link, words, print });
  homeRoutes(routes, { pages, areas, store });
  queuePages(routes, { pages, services, words, areas, clock });
  supervisionPages(routes, { ...parts, pages, words, areas });
  auditPages(routes, { pages, store, words, areas, clock });
  diaryPages(routes, { pages, content, diary: services.diary, clock });
  newsletterDeskPages(routes, { pages, store, content, subscriptions: services.subscriptions, clock });
  partnerPages(routes, { pages, content, moves: services.referrals, clock });
  outcomePages(routes, { pages, store, content, clock });
  const partnerStreams = new PartnerStreams({ pages, store, content, live });
  partnerStreams.addTo(routes);
  const showConversation = conversationPages(routes, { ...parts, pages });
  typingRoute(routes, live);
  const streams = new DeskStreams({ ...parts, pages });
  streams.addTo(routes);
  actRoutes(routes, {
    acts: services.acts,
    personKeys: services.personKeys,
    translate: (request) => translator(words, pageLanguage(request)),
    showProblem: showConversation,
  });

  return {
    router: routes.router,
    routes: routes.declared,
    close() {
      streams.close();
      partnerStreams.close();
    },
    start() {
      if (by === 'link') print(linkPath(link.renew()));
      if (by === 'off') logger.warn('nobody can sign in at the desk: OIDC_ISSUER is not set');
      provider?.reach().catch((error: unknown) => {
        logger.warn({ err: error }, 'the OpenID provider cannot be reached; each sign-in tries again');
      });
    },
  };
}
