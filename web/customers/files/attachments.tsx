import { Anchor, Group } from '@mantine/core';
import { IconPaperclip } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { addressOf, type FileOf, filesQuery } from './queries.ts';

/** What was attached to something that was written down. @param of whose timeline it stands on. */
export function Attachments({ of, activityId }: { of: FileOf; activityId: string }) {
  const files = useQuery(filesQuery(of)).data?.data ?? [];
  const attached = files.filter((file) => file.activityId === activityId);
  if (attached.length === 0) return null;
  return (
    <Group gap="sm" mt={2}>
      {attached.map(({ id, name }) => (
        <Anchor key={id} size="xs" href={addressOf(id)} download={name}>
          <IconPaperclip size={12} aria-hidden style={{ verticalAlign: '-2px', marginRight: 4 }} />
          {name}
        </Anchor>
      ))}
    </Group>
  );
}
