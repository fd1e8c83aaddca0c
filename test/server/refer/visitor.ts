/** Somebody filling in `/refer` without scripts: follows redirects by hand and keeps the cookies of one browser. */
export class Referrer {
  readonly #cookies = new Map<string, string>();
  #csrf = '';

  constructor(
    private readonly origin: string,
    private readonly area = 'vale-of-glamorgan',
    private readonly language = 'en',
  ) {}

  /** The value of a cookie that was set. */
  cookie(name: string): string {
    return this.#cookies.get(name) ?? '';
  }

  get(step = ''): Promise<Seen> {
    return this.#go('GET', this.#path(step));
  }

  /** Sends a page's form, with the token of the page that was seen last. */
  post(step: string, fields: Record<string, string>, csrf = this.#csrf): Promise<Seen> {
    return this.#go('POST', this.#path(step), new URLSearchParams({ csrf, ...fields }));
  }

  async fill(answers: readonly (readonly [step: string, fields: Record<string, string>])[]): Promise<Seen> {
    let seen = await this.post('', {});
    for (const [step, fields] of answers) seen = await this.post(step, fields);
    return seen;
  }

  #path(step: string): string {
    return `/refer/${this.area}${step === '' ? '' : `/${step}`}?lang=${this.language}`;
  }

  async #go(method: string, path: string, body?: URLSearchParams): Promise<Seen> {
    const cookie = [...this.#cookies].map(([name, value]) => `${name}=${value}`).join('; ');
    const response = await fetch(this.origin + path, {
      method,
      redirect: 'manual',
      headers: { cookie },
      ...(body && { body }),
    });
    for (const set of response.headers.getSetCookie()) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(set) ?? [];
      this.#cookies.set(name, value);
    }
    const to = response.headers.get('location');
    if (to !== null) return this.#go('GET', to);
    const html = await response.text();
    this.#csrf = /name="csrf" value="([^"]+)"/.exec(html)?.[1] ?? this.#csrf;
    const at = path.split('?')[0]?.split('/')[3] ?? '';
    return { status: response.status, at, html };
  }
}

/** A page as it was answered; `at` names its step, and is empty for the first page. */
export interface Seen {
  status: number;
  at: string;
  html: string;
}

export const you = [
  'you',
  { sender: 'gp', name: 'Dr Lewis', organisation: 'Barry Surgery', email: 'lewis@surgery.example.org' },
] as const;
export const agreed = ['agreed', { agreed: 'yes' }] as const;
export const caring = [
  'caring',
  { relationship: 'parent', theirAge: 'adult', place: 'Barry', carerAge: '26-64' },
] as const;
export const story = [
  'story',
  {
    what: 'Looks after a mother with dementia, before and after work. Sleeps badly.',
    matters: 'keeping the job',
  },
] as const;
export const reach = [
  'reach',
  {
    name: 'Nia',
    phone: '07700 900456',
    email: '',
    call: 'yes',
    message: 'no',
    text: 'yes',
    time: 'after six',
    language: 'cy',
  },
] as const;
/** Everything but the last press. */
export const whole = [you, agreed, caring, story, reach];
export const sent = ['check', { agreed: 'yes' }] as const;
