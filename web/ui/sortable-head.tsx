import { Table, UnstyledButton, VisuallyHidden } from '@mantine/core';
import { IconArrowDown, IconArrowUp } from '@tabler/icons-react';
import classes from './data-table.module.css';
import { type Term, TermButton } from './term-button.tsx';

interface SortableHeadProps {
  column: { label: string; sortBy?: string; align?: 'right'; isLabelHidden?: boolean; term?: Term };
  sort?: string;
  onSort?: (sort: string) => void;
}

/** A column's name; a click sorts by it, the largest first where it holds figures. */
export function SortableHead({ column, sort, onSort }: SortableHeadProps) {
  const { sortBy, align, label, term } = column;
  const info = term && <TermButton term={term} label={label} />;
  if (!sortBy || !onSort) {
    return (
      <Table.Th ta={align} scope="col">
        {column.isLabelHidden ? <VisuallyHidden>{label}</VisuallyHidden> : label} {info}
      </Table.Th>
    );
  }
  const isDescending = sort === `-${sortBy}`;
  const isSorted = isDescending || sort === sortBy;
  const firstSort = align === 'right' ? `-${sortBy}` : sortBy;
  const otherSort = isDescending ? sortBy : `-${sortBy}`;
  const Arrow = isDescending ? IconArrowDown : IconArrowUp;
  return (
    <Table.Th
      ta={align}
      scope="col"
      aria-sort={isSorted ? (isDescending ? 'descending' : 'ascending') : undefined}
    >
      <UnstyledButton className={classes.sort} onClick={() => onSort(isSorted ? otherSort : firstSort)}>
        {label}
        {isSorted && <Arrow size={13} aria-hidden />}
      </UnstyledButton>{' '}
      {info}
    </Table.Th>
  );
}
