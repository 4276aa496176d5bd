import { Table } from '@mantine/core';
import type { Column } from './data-table.tsx';

interface TableCellsProps<Row> {
  row: Row;
  columns: Omit<Column<Row>, 'sortBy' | 'isOptional'>[];
}

/** The cells of one row; on a narrow screen each names its column. */
export function TableCells<Row>({ row, columns }: TableCellsProps<Row>) {
  return columns.map((column) => (
    <Table.Td
      key={column.id}
      data-label={column.isLabelHidden ? undefined : column.label}
      data-title={column.isTitle || undefined}
      data-prose={column.isProse || undefined}
      className={column.align === 'right' ? 'figures' : undefined}
      ta={column.align}
    >
      {column.cell(row)}
    </Table.Td>
  ));
}
