'use client';
import { useEffect, useRef } from 'react';
import 'draftpane/element';
import { connect } from 'draftpane/textarea';

export function Writer({ text, children }) {
  const place = useRef(null);
  useEffect(() => connect(place.current.querySelector('textarea'), place.current.querySelector('draft-pane')), []);
  return (
    <main ref={place}>
      <textarea aria-label="Text" defaultValue={text} />
      {children}
    </main>
  );
}
