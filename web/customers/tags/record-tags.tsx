import { Button, Group, Popover, Stack, TagsInput } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconTag } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { TaggedObject } from '../../../server/customers/tags/kinds.ts';
import { useCan } from '../../shell/session.ts';
import { type Tag, useTagging, useTags } from './queries.ts';
import { TagBadges } from './tag-badges.tsx';

const MAX_TAGS = 20;
/** Above the field, so that they do not cover the buttons below. */
const OFFERED = 5;
const WIDTH = 300;

interface RecordTagsProps {
  object: TaggedObject;
  id: string;
  tags: Tag[];
}

/** The tags of a record, and a field in which others are typed with completion. */
export function RecordTags({ object, id, tags }: RecordTagsProps) {
  const { t } = useTranslation();
  const can = useCan();
  const [isOpen, opened] = useDisclosure(false);
  const mayChange = can(object === 'deal' ? 'deals.write' : 'accounts.write');
  if (!mayChange && tags.length === 0) return null;
  return (
    <Group gap={6}>
      <TagBadges tags={tags} />
      {mayChange && (
        <Popover opened={isOpen} onChange={opened.set} width={WIDTH} position="bottom-start" trapFocus>
          <Popover.Target>
            <Button
              size="compact-xs"
              variant="subtle"
              leftSection={<IconTag size={14} />}
              onClick={opened.toggle}
            >
              {t(tags.length > 0 ? 'tags:change' : 'tags:add')}
            </Button>
          </Popover.Target>
          <Popover.Dropdown>
            <TagsForm object={object} id={id} tags={tags} onDone={opened.close} />
          </Popover.Dropdown>
        </Popover>
      )}
    </Group>
  );
}

function TagsForm({ object, id, tags, onDone }: RecordTagsProps & { onDone(): void }) {
  const { t } = useTranslation();
  const before = tags.map(({ name }) => name);
  const [names, setNames] = useState(before);
  const tagging = useTagging(object, onDone);
  const save = () => {
    const add = names.filter((name) => !before.includes(name));
    const remove = before.filter((name) => !names.includes(name));
    if (add.length + remove.length === 0) onDone();
    else tagging.mutate({ ids: [id], add, remove });
  };
  return (
    <Stack gap="xs">
      <TagNames label={t('tags:title')} names={names} onChange={setNames} />
      <Button size="xs" loading={tagging.isPending} onClick={save}>
        {t('action.save')}
      </Button>
    </Stack>
  );
}

interface TagNamesProps {
  label: string;
  names: string[];
  onChange(names: string[]): void;
}

/** Words typed one after the other; those that are there are offered. */
export function TagNames({ label, names, onChange }: TagNamesProps) {
  const { t } = useTranslation();
  return (
    <TagsInput
      label={label}
      description={t('tags:typed')}
      data={useTags().map(({ name }) => name)}
      value={names}
      onChange={onChange}
      maxTags={MAX_TAGS}
      splitChars={[',', ';', '|']}
      acceptValueOnBlur
      data-autofocus
      limit={OFFERED}
      comboboxProps={{ withinPortal: false, position: 'top-start' }}
    />
  );
}
