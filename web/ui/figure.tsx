import { Anchor, Group, Paper, Popover, Skeleton, Table, Text, UnstyledButton } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import classes from './figure.module.css';
import { NoData } from './money.tsx';
import { type Term, TermButton } from './term-button.tsx';

/** How a figure came about; every one that is shown can be opened. */
export interface Explanation {
  /** In words, e.g. "active recurring items, normalized to a month". */
  formula: ReactNode;
  inputs?: { label: ReactNode; value: ReactNode }[];
  /** Which days it covers. */
  window?: ReactNode;
  /** How fresh the data is. */
  freshness?: ReactNode;
}

interface FigureProps {
  label: string;
  /** What the glossary explains it by. */
  term: Term;
  /** Undefined while it is loading, null where there is no data. */
  value: ReactNode | null | undefined;
  /** A short line below: the change, the share, the sample size. */
  detail?: ReactNode;
  explanation?: Explanation;
  /** The list behind the number. */
  to?: { to: string; search?: Record<string, string>; label: string };
}

/** One number of weight, which opens into its explanation and its list. */
export function Figure({ label, term, value, detail, explanation, to }: FigureProps) {
  return (
    <Paper withBorder radius="lg" className={classes.figure}>
      <Group gap={4} justify="space-between" align="flex-start" wrap="nowrap">
        <Text size="xs" c="dimmed" fw={500} component="div">
          {label}
        </Text>
        <TermButton term={term} label={label} explanation={explanation} />
      </Group>
      <Value value={value} explanation={explanation} />
      <Group gap="xs" justify="space-between" wrap="nowrap" mih={18}>
        <Text size="xs" c="dimmed" component="div">
          {detail}
        </Text>
        {to && (
          <Anchor
            size="xs"
            style={{ whiteSpace: 'nowrap' }}
            renderRoot={(props) => <Link to={to.to} search={to.search} {...props} />}
          >
            {to.label}
          </Anchor>
        )}
      </Group>
    </Paper>
  );
}

function Value({ value, explanation }: Pick<FigureProps, 'value' | 'explanation'>) {
  const { t } = useTranslation();
  if (value === undefined) return <Skeleton height={26} width={90} my={4} />;
  const shown = <span className={`${classes.value} figures`}>{value ?? <NoData />}</span>;
  if (!explanation) return shown;
  return (
    <Popover position="bottom-start" width={320} withArrow>
      <Popover.Target>
        <UnstyledButton className={classes.opens} aria-label={undefined} title={t('figure.explain')}>
          {shown}
        </UnstyledButton>
      </Popover.Target>
      <Popover.Dropdown>
        <Explained {...explanation} />
      </Popover.Dropdown>
    </Popover>
  );
}

/** Formula, inputs, window, freshness. */
export function Explained({ formula, inputs = [], window, freshness }: Explanation) {
  const { t } = useTranslation();
  return (
    <>
      <Text size="sm" component="div">
        {formula}
      </Text>
      {inputs.length > 0 && (
        <Table mt="xs" fz="xs" verticalSpacing={3} horizontalSpacing={0}>
          <Table.Tbody>
            {inputs.map(({ label, value }, row) => (
              <Table.Tr key={typeof label === 'string' ? label : row}>
                <Table.Td>{label}</Table.Td>
                <Table.Td ta="right" className="figures">
                  {value}
                </Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      )}
      {window && (
        <Text size="xs" c="dimmed" mt="xs" component="div">
          {t('figure.window')} {window}
        </Text>
      )}
      {freshness && (
        <Text size="xs" c="dimmed" component="div">
          {t('figure.freshness')} {freshness}
        </Text>
      )}
    </>
  );
}
