import { Button } from '@mantine/core';
import { IconFileTypePdf } from '@tabler/icons-react';
import { downloadAddress, type Query } from './api.ts';

/** Downloads a paper. */
export function PdfButton({ path, query }: { path: string; query?: Query }) {
  return (
    <Button
      component="a"
      size="xs"
      variant="default"
      leftSection={<IconFileTypePdf size={16} />}
      href={downloadAddress(path, query)}
      download
    >
      PDF
    </Button>
  );
}
