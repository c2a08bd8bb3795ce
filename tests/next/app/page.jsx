import init, { renderToString } from 'draftpane/server';
import { POST } from '../post.js';
import { Writer } from './writer.jsx';

// Written on each visit, not once while building.
export const dynamic = 'force-dynamic';

export default async function Page() {
  await init();
  const html = renderToString(POST, { flavor: 'gfm', locale: 'en-GB' });
  return (
    <Writer text={POST}>
      {/* The browser has made the shadow root of the template: React does not find it in the HTML any more. */}
      <div suppressHydrationWarning dangerouslySetInnerHTML={{ __html: html }} />
    </Writer>
  );
}
