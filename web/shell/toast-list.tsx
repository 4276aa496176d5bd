import '@mantine/notifications/styles.layer.css';
import { Notifications } from '@mantine/notifications';

const SHOWN_FOR_MS = 6_000;

export default function ToastList() {
  return <Notifications position="bottom-right" autoClose={SHOWN_FOR_MS} />;
}
