/** One thing that is wrong with the configuration. Never holds the value, which may be a secret. */
export interface ConfigurationProblem {
  variable: string;
  /** What is wrong, as a part of a sentence. */
  wrong: string;
  /** What to write instead. */
  write: string;
}

/** Thrown at start with everything that is wrong, so that one round of editing mends it. */
export class ConfigurationError extends Error {
  override readonly name = 'ConfigurationError';

  constructor(readonly problems: ConfigurationProblem[]) {
    const lines = problems.map(({ variable, wrong, write }) => `  ${variable} ${wrong}. Write ${write}.`);
    super(
      `The configuration cannot be used (each variable is explained in .env.example):\n${lines.join('\n')}`,
    );
  }
}
