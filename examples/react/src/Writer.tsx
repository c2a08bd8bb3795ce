import 'draftpane/element';
import { connect } from 'draftpane/textarea';
import type { DraftPane } from 'draftpane/element';
import type {} from 'draftpane/types/react';
import { useEffect, useRef, useState } from 'react';

/** A post as text, and beside it as it will look. */
export function Writer({ initial }: { initial: string }) {
  const [text, setText] = useState(initial);
  const [words, setWords] = useState(0);
  const field = useRef<HTMLTextAreaElement>(null);
  const pane = useRef<DraftPane>(null);

  // `connect` returns a function that disconnects, as an effect should.
  useEffect(() => connect(field.current!, pane.current!), []);

  return (
    <>
      <textarea ref={field} aria-label="Post" spellCheck={false} value={text} onChange={(event) => setText(event.target.value)} />
      <draft-pane ref={pane} ondraft-update={() => setWords(pane.current?.draft?.stats.words ?? 0)} />
      <output>{words} words</output>
    </>
  );
}
