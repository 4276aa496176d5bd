import { Table } from '@mantine/core';
import type { ReactNode } from 'react';
import classes from './data-table.module.css';

interface SimpleTableProps<Row> {
  label: string;
  columns: { id: string; label: string; align?: 'right'; isTitle?: boolean; cell(row: Row): ReactNode }[];
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
            <Table.Th key={column.id} ta={column.align} scope="col">
              {column.label}
            </Table.Th>
          ))}
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {rows.map((row) => (
          <Table.Tr key={rowKey(row)}>
            {columns.map((column) => (
              <Table.Td
                key={column.id}
                data-label={column.label || undefined}
                data-title={column.isTitle || undefined}
                className={column.align === 'right' ? 'figures' : undefined}
                ta={column.align}
              >
                {column.cell(row)}
              </Table.Td>
            ))}
          </Table.Tr>
        ))}
      </Table.Tbody>
    </Table>
  );
}
