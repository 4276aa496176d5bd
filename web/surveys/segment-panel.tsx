import { Badge, List, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../ui/format.ts';
import { Count, Share } from '../ui/numbers.tsx';
import { Panel } from '../ui/panel.tsx';
import { SimpleTable } from '../ui/simple-table.tsx';
import type { ShownWave } from './queries.ts';

type SegmentRow = ShownWave['segments'][number];

const COLORS = { more: 'blue', less: 'yellow' } as const;
/** Of fewer the server says nothing of parts. */
const MIN_ASKED = 20;

/** Whether those who answered are like those who were asked, in sentences and in numbers. */
export function SegmentPanel({ wave }: { wave: ShownWave }) {
  const { t } = useTranslation();
  if (wave.segments.length === 0 || wave.answeredCount === 0) return null;
  return (
    <Panel isFlush title={t('surveys:bias.title')} detail={t('surveys:bias.detail')}>
      <Sentences wave={wave} />
      <SegmentTable segments={wave.segments} />
    </Panel>
  );
}

function useSegmentName() {
  const { t } = useTranslation();
  return ({ by, value }: SegmentRow) => {
    const name = () => {
      if (value === null) return t('surveys:bias.unknown');
      if (by === 'stage') return t(`customers:stage.${value}`);
      return by === 'healthBand' ? t(`customers:healthBand.${value}`) : value;
    };
    return `${t(`surveys:bias.by.${by}`)}: ${name()}`;
  };
}

function Sentences({ wave: { segments, response, askedCount } }: { wave: ShownWave }) {
  const { t } = useTranslation();
  const format = useFormat();
  const nameOf = useSegmentName();
  const differing = segments.filter(({ differs }) => differs !== null);
  if (differing.length === 0)
    return (
      <Text size="sm" px="md" pb="sm">
        {t(askedCount < MIN_ASKED ? 'surveys:bias.tooFew' : 'surveys:bias.none')}
      </Text>
    );
  return (
    <List size="sm" mx="md" mb="sm" withPadding>
      {differing.map((segment) => (
        <List.Item key={nameOf(segment)}>
          {t(`surveys:bias.${segment.differs}`, {
            segment: nameOf(segment),
            rate: format.percent(segment.response.rate, 0),
            overall: format.percent(response?.rate ?? 0, 0),
          })}
        </List.Item>
      ))}
    </List>
  );
}

function SegmentTable({ segments }: { segments: SegmentRow[] }) {
  const { t } = useTranslation();
  const format = useFormat();
  const nameOf = useSegmentName();
  const label = (column: string) => t(`surveys:bias.${column}`);
  return (
    <SimpleTable
      label={t('surveys:bias.title')}
      rows={segments}
      rowKey={nameOf}
      columns={[
        { id: 'group', label: label('group'), isTitle: true, cell: nameOf },
        {
          id: 'asked',
          label: label('asked'),
          align: 'right',
          cell: ({ askedCount }) => <Count value={askedCount} />,
        },
        {
          id: 'answered',
          label: label('answered'),
          align: 'right',
          cell: ({ answeredCount }) => <Count value={answeredCount} />,
        },
        {
          id: 'rate',
          label: label('rate'),
          align: 'right',
          cell: ({ response: { rate, low, high }, differs }) => (
            <>
              {differs && (
                <Badge color={COLORS[differs]} variant="light" tt="none" mr="xs">
                  {t(`surveys:bias.differs.${differs}`)}
                </Badge>
              )}
              <Share share={rate} fractionDigits={0} />{' '}
              <Text span size="xs" c="dimmed">
                {format.percent(low, 0)} – {format.percent(high, 0)}
              </Text>
            </>
          ),
        },
        {
          id: 'shareAsked',
          label: label('shareAsked'),
          align: 'right',
          cell: ({ askedShare }) => <Share share={askedShare} fractionDigits={0} />,
        },
        {
          id: 'shareAnswered',
          label: label('shareAnswered'),
          align: 'right',
          cell: ({ answeredShare }) => <Share share={answeredShare} fractionDigits={0} />,
        },
      ]}
    />
  );
}
