export function Outbox() {
  return null;
}
