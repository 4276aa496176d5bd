import { createContext, useContext, useEffect } from 'react';

const RecordName = createContext<(name: string | null) => void>(() => undefined);

/** The frame around the pages, which names the window after the record on screen. */
export const RecordNameProvider = RecordName.Provider;

/** Names the window after the record while it is on screen; null on a page that shows no single one. */
export function useRecordName(name: string | null): void {
  const tell = useContext(RecordName);
  useEffect(() => {
    tell(name);
    return () => tell(null);
  }, [tell, name]);
}

/** What is on screen, the most special name first; the product's own comes last. */
export function useWindowTitle(...names: (string | undefined)[]): void {
  const title = [...names, 'Goodword'].filter(Boolean).join(' · ');
  useEffect(() => {
    document.title = title;
  }, [title]);
}
