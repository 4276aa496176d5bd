import { Checkbox, Table } from '@mantine/core';
import type { KeyboardEvent, ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { isShortcut } from '../shell/shortcuts.ts';
import classes from './data-table.module.css';
import type { PagedRows } from './pages.ts';
import { SortableHead } from './sortable-head.tsx';
import { ErrorState, LoadingState } from './states.tsx';
import { TableCells } from './table-cells.tsx';
import { TableFoot } from './table-foot.tsx';
import type { Term } from './term-button.tsx';

export interface Column<Row> {
  id: string;
  label: string;
  cell(row: Row): ReactNode;
  /** The server's name for this sort; without one the column does not sort. */
  sortBy?: string;
  align?: 'right';
  /** The glossary explains the column by it. */
  term?: Term;
  /** Heads the card on a narrow screen; one column of a table. */
  isTitle?: boolean;
  /** Holds sentences: they get the card's whole width on a narrow screen. */
  isProse?: boolean;
  /** The name is only read out: a column of buttons. */
  isLabelHidden?: boolean;
  /** Shown only when chosen in the column menu. */
  isOptional?: boolean;
}

export interface Selection {
  ids: ReadonlySet<string>;
  onChange(ids: ReadonlySet<string>): void;
}

interface DataTableProps<Row> {
  /** Read out as the table's name. */
  label: string;
  columns: Column<Row>[];
  pages: PagedRows<Row>;
  rowKey(row: Row): string;
  /** The server's sort name, with `-` in front for descending. */
  sort?: string;
  onSort?(sort: string): void;
  selection?: Selection;
  /** Shown when there is no row. */
  empty: ReactNode;
}

/** Rows of one list: sorted by the server, read page by page, cards on a narrow screen. */
export function DataTable<Row>(props: DataTableProps<Row>) {
  const { pages, columns, selection } = props;
  if (pages.error && !pages.rows) return <ErrorState error={pages.error} onRetry={pages.retry} />;
  if (!pages.rows) {
    return (
      <div className={classes.padded}>
        <LoadingState lines={10} />
      </div>
    );
  }
  if (pages.rows.length === 0) return props.empty;
  const keys = pages.rows.map(props.rowKey);
  return (
    <>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region has to be reachable by keyboard. */}
      <section className={classes.scroller} aria-label={props.label} tabIndex={0}>
        <Table className={classes.table} data-stale={pages.isStale || undefined} highlightOnHover>
          <Table.Thead>
            <Table.Tr>
              {selection && <AllCheckbox keys={keys} selection={selection} />}
              {columns.map((column) => (
                <SortableHead key={column.id} column={column} sort={props.sort} onSort={props.onSort} />
              ))}
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody onKeyDown={moveBetweenRows}>
            {pages.rows.map((row) => (
              <BodyRow
                key={props.rowKey(row)}
                row={row}
                id={props.rowKey(row)}
                columns={columns}
                selection={selection}
              />
            ))}
          </Table.Tbody>
        </Table>
      </section>
      <TableFoot pages={pages} />
    </>
  );
}

interface BodyRowProps<Row> {
  row: Row;
  id: string;
  columns: Column<Row>[];
  selection: Selection | undefined;
}

function BodyRow<Row>({ row, id, columns, selection }: BodyRowProps<Row>) {
  const { t } = useTranslation();
  const isSelected = selection?.ids.has(id) ?? false;
  return (
    <Table.Tr data-selected={isSelected || undefined}>
      {selection && (
        <Table.Td className={classes.check}>
          <Checkbox
            size="xs"
            checked={isSelected}
            aria-label={t('table.selectRow')}
            onChange={() => selection.onChange(toggled(selection.ids, [id], !isSelected))}
          />
        </Table.Td>
      )}
      <TableCells row={row} columns={columns} />
    </Table.Tr>
  );
}

function AllCheckbox({ keys, selection }: { keys: string[]; selection: Selection }) {
  const { t } = useTranslation();
  const count = keys.filter((key) => selection.ids.has(key)).length;
  return (
    <Table.Th className={classes.check}>
      <Checkbox
        size="xs"
        checked={count === keys.length}
        indeterminate={count > 0 && count < keys.length}
        aria-label={t('table.selectAll')}
        onChange={() => selection.onChange(toggled(selection.ids, keys, count < keys.length))}
      />
    </Table.Th>
  );
}

function toggled(ids: ReadonlySet<string>, keys: string[], isOn: boolean): ReadonlySet<string> {
  const next = new Set(ids);
  for (const key of keys) isOn ? next.add(key) : next.delete(key);
  return next;
}

/** Arrow keys walk from row to row, staying in the same kind of control. */
function moveBetweenRows(event: KeyboardEvent<HTMLElement>): void {
  const isNext = isShortcut('nextRow', event);
  if (!isNext && !isShortcut('previousRow', event)) return;
  const focused = event.target as HTMLElement;
  const row = focused.closest('tr');
  const next = isNext ? row?.nextElementSibling : row?.previousElementSibling;
  const kind = focused.matches('input') ? 'input' : 'a, button';
  const target = next?.querySelector<HTMLElement>(kind);
  if (!target) return;
  event.preventDefault();
  target.focus();
}
