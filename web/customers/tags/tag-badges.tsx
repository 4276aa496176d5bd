import { Badge, Group } from '@mantine/core';
import type { Column } from '../../ui/data-table.tsx';
import { NoData } from '../../ui/money.tsx';
import type { Tag } from './queries.ts';

/** The words on a record, in their colors. */
export function TagBadges({ tags }: { tags: readonly Tag[] }) {
  return (
    <Group gap={4} justify="inherit" component="span" display="inline-flex">
      {tags.map(({ id, name, color }) => (
        <Badge key={id} variant="light" color={color} tt="none">
          {name}
        </Badge>
      ))}
    </Group>
  );
}

/** A column of a list, shown when it is chosen. */
export function tagColumn(label: string): Column<{ tags: Tag[] }> {
  return {
    id: 'tags',
    label,
    isOptional: true,
    cell: ({ tags }) => (tags.length > 0 ? <TagBadges tags={tags} /> : <NoData />),
  };
}
