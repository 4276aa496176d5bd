import { Anchor, Badge, Code, Group, ScrollArea, Stack, Text } from '@mantine/core';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { Material } from '../../server/pages/schema.ts';
import type { Jsonified } from '../ui/api.ts';
import { CopyButton } from '../ui/copy-button.tsx';
import { Panel } from '../ui/panel.tsx';
import { isAddress } from './kinds.ts';

const BODY_HEIGHT_PX = 180;

interface MaterialCardProps {
  material: Jsonified<Material>;
  /** What staff can do with it. */
  actions?: ReactNode;
}

/** A piece of material as the affiliate takes it: to read, and to copy as it is. */
export function MaterialCard({ material, actions }: MaterialCardProps) {
  const { t } = useTranslation();
  return (
    <Panel title={material.title} detail={material.topic} actions={actions}>
      <Stack gap="sm">
        <Group gap="xs">
          <Badge variant="default" tt="none">
            {t(`pages:kind.${material.kind}`)}
          </Badge>
          <Badge variant="outline" color="gray" tt="none">
            {material.language}
          </Badge>
        </Group>
        <Body material={material} />
        <Group>
          <CopyButton
            value={material.body}
            label={t(isAddress(material.kind) ? 'pages:copyAddress' : 'pages:copy')}
          />
        </Group>
      </Stack>
    </Panel>
  );
}

/** Pictures stand elsewhere, and the page may not load from elsewhere: so they open in a tab of their own. */
function Body({ material }: Pick<MaterialCardProps, 'material'>) {
  const { title, kind, body } = material;
  if (isAddress(material.kind)) {
    return (
      <Anchor href={body} target="_blank" rel="noreferrer" size="sm" style={{ overflowWrap: 'anywhere' }}>
        {body}
      </Anchor>
    );
  }
  return (
    // A scrolling region has to be reachable by keyboard.
    <ScrollArea.Autosize
      mah={BODY_HEIGHT_PX}
      viewportProps={{ tabIndex: 0, role: 'group', 'aria-label': title }}
    >
      {kind === 'snippet' ? (
        <Code block>{body}</Code>
      ) : (
        <Text size="sm" lang={material.language} style={{ whiteSpace: 'pre-wrap' }}>
          {body}
        </Text>
      )}
    </ScrollArea.Autosize>
  );
}
