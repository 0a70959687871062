import type { ReactNode } from 'react';
import { Component } from 'react';
import { texts } from '../texts/texts.js';
import { Button } from '../widgets/button.js';
import { Notice } from '../widgets/notice.js';

/** Shows, in place of a page that could not be loaded or drawn, that it could not: after an upgrade its files have other names. */
export class PageGuard extends Component<{ readonly children: ReactNode }, { readonly hasFailed: boolean }> {
  override state = { hasFailed: false };

  static getDerivedStateFromError(): { readonly hasFailed: boolean } {
    return { hasFailed: true };
  }

  override render(): ReactNode {
    if (!this.state.hasFailed) return this.props.children;
    return (
      <Notice>
        <p>
          <strong>{texts.faults.page}</strong> {texts.faults.pageWhy}
        </p>
        <div>
          <Button onClick={() => location.reload()}>{texts.faults.reload}</Button>
        </div>
      </Notice>
    );
  }
}
