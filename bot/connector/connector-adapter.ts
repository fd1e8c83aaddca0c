import {
  ActivityTypes,
  CloudAdapter,
  type Activity,
  type ConversationReference,
  TurnContext,
} from 'botbuilder';
import {
  AuthenticationConfiguration,
  AuthenticationError,
  BotFrameworkAuthenticationFactory,
} from 'botframework-connector';
import { z } from 'zod';
import type { ConnectorAddress } from './address.js';
import { ClientCredentials, RegisteredApp, type AppRegistration } from './credentials.js';

/** The cloud that the bot is registered with: Microsoft's own, or one that speaks as it does. */
export interface ConnectorCloud {
  registration: AppRegistration;
  /** The connector, as the issuer and the audience of tokens. */
  tokenIssuer: string;
  /** The OpenID configuration by which its tokens are checked. */
  openIdUrl: string;
}

/** The token of an inbound activity is none, or is not meant for this bot, this channel or this service address. */
export class NotAuthentic extends Error {
  override readonly name = 'NotAuthentic';
}

/** The connector did not take a message. */
export class ConnectorRefused extends Error {
  override readonly name = 'ConnectorRefused';
  constructor(
    readonly status: number,
    /** In seconds; not a number, or 0, where it does not say when to come again. */
    readonly retryAfter: number,
  ) {
    super(`The connector answered ${status}`);
  }
}

/** What jsonwebtoken throws for a token that is wrong; the adapter lets it through as it is. */
const wrongToken = new Set(['JsonWebTokenError', 'TokenExpiredError', 'NotBeforeError']);

function isWrongToken(error: unknown): boolean {
  // Not being able to fetch the keys is no fault of the caller's.
  if (error instanceof AuthenticationError) return Number(error.statusCode) < 500;
  return error instanceof Error && wrongToken.has(error.name);
}

/** Bot Framework's CloudAdapter, for `/api/messages` alone: checks who sends, and writes to a conversation at any time. */
export class ConnectorAdapter extends CloudAdapter {
  private readonly credentials: ClientCredentials;

  constructor({ registration, tokenIssuer, openIdUrl }: ConnectorCloud) {
    super(
      BotFrameworkAuthenticationFactory.create(
        '',
        true,
        registration.loginUrl,
        tokenIssuer,
        tokenIssuer,
        tokenIssuer,
        openIdUrl,
        openIdUrl,
        '',
        new RegisteredApp(registration),
        new AuthenticationConfiguration(),
      ),
    );
    this.credentials = new ClientCredentials(registration, tokenIssuer);
  }

  /**
   * Runs `logic` on an activity whose token is right.
   * @throws NotAuthentic, and what `logic` throws
   */
  async receive(
    authorization: string,
    activity: Activity,
    logic: (context: TurnContext) => Promise<void>,
  ): Promise<void> {
    let authentic = false;
    try {
      await this.processActivity(authorization, activity, (context) => {
        authentic = true;
        return logic(context);
      });
    } catch (error) {
      throw !authentic && isWrongToken(error) ? new NotAuthentic('The token was refused.') : error;
    }
  }

  /**
   * Writes to a conversation, whether or not anybody has just written: one request, made once. The connector's own client
   * would make it again by itself, and nobody could tell how often something was said.
   * @returns the channel's id for the message, where it gives one
   * @throws ConnectorRefused, NoToken, or what `fetch` throws when there was no answer
   */
  async say(to: ConnectorAddress, text: string, signal: AbortSignal): Promise<string | null> {
    const message = { type: ActivityTypes.Message, text, textFormat: 'plain' };
    const token = await this.credentials.getToken();
    const path = `v3/conversations/${encodeURIComponent(to.conversation)}/activities`;
    const response = await fetch(new URL(path, `${to.serviceUrl.replace(/\/+$/, '')}/`), {
      method: 'POST',
      headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
      body: JSON.stringify(TurnContext.applyConversationReference(message, referenceTo(to))),
      // The token is for this host alone.
      redirect: 'error',
      signal,
    });
    if (!response.ok)
      throw new ConnectorRefused(response.status, Number(response.headers.get('retry-after') ?? 0));
    return takenSchema.parse(await response.json().catch(() => null))?.id ?? null;
  }
}

/** What a channel answers when it took a message: an id, or nothing. */
const takenSchema = z.object({ id: z.string().optional() }).nullable().catch(null);

function referenceTo({
  channelId,
  serviceUrl,
  conversation,
  bot,
  person,
}: ConnectorAddress): ConversationReference {
  return {
    channelId,
    serviceUrl,
    bot: { id: bot, name: '' },
    user: { id: person, name: '' },
    conversation: { id: conversation, isGroup: false, conversationType: 'personal', name: '' },
  };
}
