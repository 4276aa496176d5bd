import { Collapse, Select, Text, UnstyledButton } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconChevronDown, IconChevronRight } from '@tabler/icons-react';
import { Fragment } from 'react';
import { useTranslation } from 'react-i18next';
import classes from './imports.module.css';
import type { ImportObject, RunFile } from './queries.ts';

interface ColumnMappingProps {
  file: RunFile;
  object: ImportObject;
  isDisabled: boolean;
  onChange(column: { index: number; target: string }): void;
}

/** Column by column: its name, a value, and where it goes. */
export function ColumnMapping({ file, object, isDisabled, onChange }: ColumnMappingProps) {
  const { t } = useTranslation();
  const [isOpen, { toggle }] = useDisclosure(file.questions.length === 0);
  const mapped = file.columns.filter(({ target }) => target.kind !== 'ignored').length;
  const Arrow = isOpen ? IconChevronDown : IconChevronRight;
  const options = [
    { value: 'ignored', label: t('importing:target.ignored') },
    ...(object.allowsAttributes ? [{ value: 'attribute', label: t('importing:target.attribute') }] : []),
    ...object.fields.map(({ name, label, isRequired }) => ({
      value: name,
      label: isRequired ? `${label} *` : label,
    })),
  ];
  return (
    <div>
      <UnstyledButton onClick={toggle} aria-expanded={isOpen} fz="sm" fw={600}>
        <Arrow size={14} aria-hidden /> {t('importing:columns', { mapped, count: file.columns.length })}
      </UnstyledButton>
      <Collapse expanded={isOpen}>
        <div className={classes.mapping} style={{ marginTop: '0.6rem' }}>
          {file.columns.map((column) => (
            <Fragment key={column.index}>
              <Text inherit fw={550}>
                {column.header}
              </Text>
              <span className={classes.sample}>{file.preview[0]?.cells[column.index] ?? ''}</span>
              <Select
                aria-label={t('importing:targetOf', { column: column.header })}
                size="xs"
                data={options}
                value={column.target.kind === 'field' ? column.target.field : column.target.kind}
                disabled={isDisabled}
                searchable
                onChange={(target) => target && onChange({ index: column.index, target })}
              />
            </Fragment>
          ))}
        </div>
      </Collapse>
    </div>
  );
}
