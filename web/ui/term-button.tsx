import { Popover, Skeleton, UnstyledButton } from '@mantine/core';
import { IconInfoCircle } from '@tabler/icons-react';
import { lazy, Suspense, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Explanation } from './figure.tsx';
import classes from './term-button.module.css';

/** A word of the field that the glossary explains, in `locales/…/terms.json`. */
export type Term = keyof typeof import('../../locales/en/terms.json');

const TermCard = lazy(() => import('../help/term-card.tsx'));
const SIZE_PX = 14;

interface TermButtonProps {
  term: Term;
  /** What it stands beside, read out as the button's name. */
  label: string;
  /** How this one figure came about, where it is known better than the glossary knows. */
  explanation?: Explanation;
}

/** Opens what a figure or column means, how it is computed here, and the guide's word on it. */
export function TermButton({ term, label, explanation }: TermButtonProps) {
  const { t } = useTranslation();
  const [isOpen, setOpen] = useState(false);
  return (
    <Popover
      width={320}
      position="bottom-start"
      withArrow
      trapFocus
      returnFocus
      opened={isOpen}
      onChange={setOpen}
    >
      <Popover.Target>
        <UnstyledButton
          className={classes.button}
          aria-label={t('figure.whatIs', { label })}
          onClick={() => setOpen(!isOpen)}
        >
          <IconInfoCircle size={SIZE_PX} aria-hidden />
        </UnstyledButton>
      </Popover.Target>
      <Popover.Dropdown className={classes.card} aria-label={label}>
        <Suspense fallback={<Skeleton height={90} />}>
          <TermCard term={term} explanation={explanation} onLeave={() => setOpen(false)} />
        </Suspense>
      </Popover.Dropdown>
    </Popover>
  );
}
