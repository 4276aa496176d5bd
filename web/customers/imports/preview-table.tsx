import { Collapse, Table, UnstyledButton } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconChevronDown, IconChevronRight } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import classes from './imports.module.css';
import type { RunFile } from './queries.ts';

/** The first rows as they stand in the file. */
export function PreviewTable({ file }: { file: RunFile }) {
  const { t } = useTranslation();
  const [isOpen, { toggle }] = useDisclosure(false);
  const Arrow = isOpen ? IconChevronDown : IconChevronRight;
  return (
    <div>
      <UnstyledButton onClick={toggle} aria-expanded={isOpen} fz="sm" fw={600}>
        <Arrow size={14} aria-hidden /> {t('importing:preview', { count: file.preview.length })}
      </UnstyledButton>
      <Collapse expanded={isOpen}>
        <section
          className={classes.scroller}
          // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region has to be reachable by keyboard.
          tabIndex={0}
          aria-label={t('importing:preview', { count: file.preview.length })}
        >
          <Table fz="xs" mt="xs" withTableBorder style={{ whiteSpace: 'nowrap' }}>
            <Table.Thead>
              <Table.Tr>
                {file.columns.map(({ index, header }) => (
                  <Table.Th key={index}>{header}</Table.Th>
                ))}
              </Table.Tr>
            </Table.Thead>
            <Table.Tbody>
              {file.preview.map(({ line, cells }) => (
                <Table.Tr key={line}>
                  {file.columns.map(({ index }) => (
                    <Table.Td key={index}>{cells[index]}</Table.Td>
                  ))}
                </Table.Tr>
              ))}
            </Table.Tbody>
          </Table>
        </section>
      </Collapse>
    </div>
  );
}
