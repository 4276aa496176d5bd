import { useOpenHelp } from '../shell/help-state.ts';
import { GuidePanel } from './guide-panel.tsx';
import { ShortcutSheet } from './shortcut-sheet.tsx';

export default function HelpWindows() {
  const open = useOpenHelp();
  return (
    <>
      <ShortcutSheet isOpen={open?.what === 'shortcuts'} />
      <GuidePanel isOpen={open?.what === 'guide'} wanted={open?.what === 'guide' ? open.place : undefined} />
    </>
  );
}
