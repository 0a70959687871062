import { texts } from '../texts/texts.js';
import { Page } from '../widgets/page.js';

/** What there is at an address where nothing is, or nothing that the viewer may see: they look alike. */
export function NotFound() {
  return (
    <Page heading={texts.general.notFound}>
      <p>{texts.general.notFoundWhy}</p>
    </Page>
  );
}
