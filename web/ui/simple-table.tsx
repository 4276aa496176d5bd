import { Table } from '@mantine/core';
import classes from './data-table.module.css';
import type { Column } from './data-table.tsx';
import { SortableHead } from './sortable-head.tsx';
import { TableCells } from './table-cells.tsx';

interface SimpleTableProps<Row> {
  label: string;
  columns: Omit<Column<Row>, 'sortBy' | 'isOptional'>[];
  rows: Row[];
  rowKey(row: Row): string;
}

/** A short list that is there as a whole; cards on a narrow screen like the long lists. */
export function SimpleTable<Row>({ label, columns, rows, rowKey }: SimpleTableProps<Row>) {
  return (
    <Table className={classes.table} aria-label={label}>
      <Table.Thead>
        <Table.Tr>
          {columns.map((column) => (
            <SortableHead key={column.id} column={column} />
          ))}
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {rows.map((row) => (
          <Table.Tr key={rowKey(row)}>
            <TableCells row={row} columns={columns} />
          </Table.Tr>
        ))}
      </Table.Tbody>
    </Table>
  );
}
