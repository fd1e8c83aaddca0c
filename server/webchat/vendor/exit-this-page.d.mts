/** The part of govuk-frontend's "Exit this page" that we build on; the package brings no types of its own. */
export class ExitThisPage {
  constructor(root: Element | null);
  /** Called for a click, and for Shift pressed three times. */
  exitPage(): void;
}
