import { Code, Group, Text } from '@mantine/core';
import { CopyButton } from '../../ui/copy-button.tsx';

/** A block that scrolls could not be reached by keyboard. */
const WRAPPED = { whiteSpace: 'pre-wrap', overflowWrap: 'anywhere', flex: 1, minWidth: 0 } as const;

/** Something to copy, and what it is. */
export function Recipe({ title, code }: { title: string; code: string }) {
  return (
    <div>
      <Text size="sm" fw={500} mb={4}>
        {title}
      </Text>
      <Group gap={4} wrap="nowrap" align="flex-start">
        <Code block style={WRAPPED}>
          {code}
        </Code>
        <CopyButton value={code} />
      </Group>
    </div>
  );
}
