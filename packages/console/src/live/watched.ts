/** Responsible for what is shown of something, and for telling whoever watches when that changes: the view is the same object until then. */
export class Watched<View extends object> {
  readonly #watchers = new Set<() => void>();
  #view: View;

  constructor(view: View) {
    this.#view = view;
  }

  readonly getView = (): View => this.#view;

  /** Calls back when it shows something else; answers what ends that. */
  readonly onChange = (callback: () => void): (() => void) => {
    this.#watchers.add(callback);
    return () => this.#watchers.delete(callback);
  };

  protected show(change: Partial<View>): void {
    this.#view = { ...this.#view, ...change };
    for (const watcher of this.#watchers) watcher();
  }
}
