import { Button, Group, Popover, Stack } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconTag } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { TaggedObject } from '../../../server/customers/tags/kinds.ts';
import { useTagging } from './queries.ts';
import { TagNames } from './record-tags.tsx';

const WIDTH = 300;

/** Puts tags on all selected records, or takes them off. */
export function BulkTags({ object, ids, onDone }: { object: TaggedObject; ids: string[]; onDone(): void }) {
  const { t } = useTranslation();
  const [isOpen, opened] = useDisclosure(false);
  const [names, setNames] = useState<string[]>([]);
  const tagging = useTagging(object, () => {
    opened.close();
    setNames([]);
    onDone();
  });
  const isEmpty = names.length === 0;
  return (
    <Popover opened={isOpen} onChange={opened.set} width={WIDTH} position="top-start" trapFocus>
      <Popover.Target>
        <Button variant="default" leftSection={<IconTag size={16} />} onClick={opened.toggle}>
          {t('tags:title')}
        </Button>
      </Popover.Target>
      <Popover.Dropdown>
        <Stack gap="xs">
          <TagNames label={t('tags:title')} names={names} onChange={setNames} />
          <Group gap="xs" grow>
            <Button
              size="xs"
              disabled={isEmpty}
              loading={tagging.isPending}
              onClick={() => tagging.mutate({ ids, add: names })}
            >
              {t('tags:putOn')}
            </Button>
            <Button
              size="xs"
              variant="default"
              disabled={isEmpty}
              loading={tagging.isPending}
              onClick={() => tagging.mutate({ ids, remove: names })}
            >
              {t('tags:takeOff')}
            </Button>
          </Group>
        </Stack>
      </Popover.Dropdown>
    </Popover>
  );
}
