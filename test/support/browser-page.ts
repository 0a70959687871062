/** Ways to find elements, as people do: by what they are called. They are looked for when something is done with them, and waited for. */
interface Finder {
  locator(selector: string): Locator;
  getByRole(role: string, options?: RoleOptions): Locator;
  /** A field by its label. */
  getByLabel(text: string | RegExp, options?: TextOptions): Locator;
  getByText(text: string | RegExp, options?: TextOptions): Locator;
}

interface TextOptions {
  /** Whether it is the whole text, in upper and lower case; absent: a part of it, in either. */
  readonly exact?: boolean;
}

interface RoleOptions extends TextOptions {
  /** The accessible name. */
  readonly name?: string | RegExp;
  readonly checked?: boolean;
  readonly disabled?: boolean;
  readonly expanded?: boolean;
  readonly selected?: boolean;
  readonly level?: number;
}

/** A file as somebody chooses it. */
interface ChosenFile {
  readonly name: string;
  readonly mimeType: string;
  readonly buffer: Buffer;
}

/** What our tests use of Playwright's locators. What is done waits until the element can be used; what is asked of all does not wait. */
interface Locator extends Finder {
  click(): Promise<void>;
  fill(value: string): Promise<void>;
  /** A key or a chord: `Enter`, `Control+K`. */
  press(keys: string): Promise<void>;
  check(): Promise<void>;
  uncheck(): Promise<void>;
  selectOption(valueOrLabel: string): Promise<unknown>;
  setInputFiles(files: ChosenFile | readonly ChosenFile[]): Promise<void>;
  focus(): Promise<void>;
  hover(): Promise<void>;
  scrollIntoViewIfNeeded(): Promise<void>;
  textContent(): Promise<string | null>;
  /** As it is shown. */
  innerText(): Promise<string>;
  inputValue(): Promise<string>;
  getAttribute(name: string): Promise<string | null>;
  /** Calls a function, given as text, with the element. */
  evaluate(functionText: string): Promise<unknown>;
  boundingBox(): Promise<{ x: number; y: number; width: number; height: number } | null>;
  isVisible(): Promise<boolean>;
  isEnabled(): Promise<boolean>;
  isChecked(): Promise<boolean>;
  /** Waits for a state; visible unless told. */
  waitFor(options?: { readonly state?: 'attached' | 'detached' | 'visible' | 'hidden' }): Promise<void>;
  filter(options: { readonly hasText?: string | RegExp; readonly has?: Locator; readonly visible?: boolean }): Locator;
  first(): Locator;
  last(): Locator;
  nth(index: number): Locator;
  count(): Promise<number>;
  allInnerTexts(): Promise<string[]>;
}

/** How the machine of the person is set. */
interface EmulatedMedia {
  readonly colorScheme?: 'light' | 'dark';
  readonly reducedMotion?: 'reduce' | 'no-preference';
  readonly forcedColors?: 'active' | 'none';
}

/** What our tests use of Playwright's page; it waits by itself for what it is asked for. */
export interface BrowserPage extends Finder {
  readonly keyboard: {
    press(keys: string): Promise<void>;
    type(text: string): Promise<void>;
  };
  goto(url: string): Promise<unknown>;
  reload(): Promise<unknown>;
  goBack(): Promise<unknown>;
  url(): string;
  waitForURL(url: string | RegExp): Promise<void>;
  /** Resolves when something is asked for, before there is an answer. */
  waitForRequest(url: string | RegExp): Promise<unknown>;
  title(): Promise<string>;
  /** Resolves when an element is there and visible. */
  waitForSelector(selector: string, options?: { readonly timeout: number }): Promise<unknown>;
  textContent(selector: string): Promise<string | null>;
  fill(selector: string, value: string): Promise<void>;
  click(selector: string): Promise<void>;
  press(selector: string, keys: string): Promise<void>;
  /** The value of an expression; a promise is waited for. It comes from outside the page, whose content security policy does not apply. */
  evaluate(expression: string): Promise<unknown>;
  /** Has each document that is opened from now on run this before its own scripts, until it is disposed. */
  addInitScript(script: { readonly content: string }): Promise<AsyncDisposable>;
  setViewportSize(size: { readonly width: number; readonly height: number }): Promise<void>;
  emulateMedia(media: EmulatedMedia): Promise<void>;
  screenshot(options: { readonly path: string; readonly fullPage?: boolean }): Promise<unknown>;
  setDefaultTimeout(timeoutMs: number): void;
}
