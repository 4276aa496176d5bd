import { ScrollArea } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { navigation } from '../rooms.ts';
import { type NavEntry, SECTIONS, type Section } from './navigation.ts';
import { useCan } from './session.ts';
import classes from './shell.module.css';

export function Navigation() {
  const { t } = useTranslation();
  const can = useCan();
  const shown = navigation.filter(({ permission }) => !permission || can(permission));
  return (
    <ScrollArea type="scroll" flex={1} py="xs">
      {SECTIONS.map((section) => (
        <NavSection
          key={section}
          section={section}
          title={section === 'today' ? null : t(`section.${section}`)}
          entries={shown.filter((entry) => entry.section === section)}
        />
      ))}
    </ScrollArea>
  );
}

function NavSection(props: { section: Section; title: string | null; entries: NavEntry[] }) {
  const { t } = useTranslation();
  if (props.entries.length === 0) return null;
  return (
    <section aria-label={props.title ?? undefined}>
      {props.title && (
        <div className={classes.section} aria-hidden>
          {props.title}
        </div>
      )}
      {props.entries.map(({ to, label, icon: Icon }) => (
        <Link
          key={to}
          to={to}
          className={classes.entry}
          activeOptions={{ exact: to === '/' || to === '/settings' || to === '/portal' }}
        >
          <Icon size={17} stroke={1.6} aria-hidden />
          {t(label)}
        </Link>
      ))}
    </section>
  );
}
