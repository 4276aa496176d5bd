import { Anchor, Select, Title } from '@mantine/core';
import Markdown from 'markdown-to-jsx/react';
import { type ReactNode, useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import classes from './guide.module.css';
import type { Section } from './guide.ts';

interface GuidePageProps {
  sections: Section[];
  /** The section to begin with; its page is shown whole. */
  place: string;
  onRead(place: string): void;
}

/** One page of the guide, with a list of all of them above. */
export function GuidePage({ sections, place, onRead }: GuidePageProps) {
  const { t } = useTranslation();
  const page = place.split('#')[0];
  const shown = sections.filter((section) => section.page === page);
  return (
    <>
      <Select
        aria-label={t('help:guide.page')}
        data={sections
          .filter(({ level }) => level === 1)
          .map(({ page, title }) => ({ value: page, label: title }))}
        value={page}
        onChange={(next) => next && onRead(next)}
        allowDeselect={false}
        comboboxProps={{ withinPortal: false }}
        mb="md"
      />
      {shown.map((section) => (
        <SectionPart
          key={section.place}
          section={section}
          isWanted={section.place === place}
          onRead={onRead}
        />
      ))}
    </>
  );
}

interface SectionPartProps {
  section: Section;
  isWanted: boolean;
  onRead(place: string): void;
}

function SectionPart({ section, isWanted, onRead }: SectionPartProps) {
  const part = useRef<HTMLElement>(null);
  const isFirst = section.level === 1;
  useEffect(() => {
    if (isWanted) part.current?.scrollIntoView({ block: isFirst ? 'center' : 'start' });
  }, [isWanted, isFirst]);
  return (
    <section ref={part} className={classes.section} data-wanted={(isWanted && !isFirst) || undefined}>
      <Title order={isFirst ? 3 : 4} fz={isFirst ? 'lg' : 'md'}>
        {section.title}
      </Title>
      <div className={classes.text}>
        <Markdown
          options={{
            disableParsingRawHTML: true,
            overrides: {
              a: (props: { href?: string; children?: ReactNode }) => <GuideLink {...props} onRead={onRead} />,
              table: (props: { children?: ReactNode }) => (
                // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region has to be reachable by keyboard.
                <div className={classes.wide} tabIndex={0}>
                  <table>{props.children}</table>
                </div>
              ),
              pre: (props: { children?: ReactNode }) => (
                // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region has to be reachable by keyboard.
                <pre className={classes.wide} tabIndex={0}>
                  {props.children}
                </pre>
              ),
            },
          }}
        >
          {section.body}
        </Markdown>
      </div>
    </section>
  );
}

const OTHER_PAGE = /^([\w-]+)\.md(#.*)?$/;

function GuideLink(props: { href?: string; children?: ReactNode; onRead(place: string): void }) {
  const { href = '', children, onRead } = props;
  const [, page, heading = ''] = OTHER_PAGE.exec(href) ?? [];
  if (page)
    return (
      <Anchor
        component="button"
        type="button"
        inherit
        underline="always"
        onClick={() => onRead(`${page}${heading}`)}
      >
        {children}
      </Anchor>
    );
  return (
    <Anchor href={href} target="_blank" rel="noreferrer" inherit underline="always">
      {children}
    </Anchor>
  );
}
