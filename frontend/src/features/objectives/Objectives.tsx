export function Objectives() {
  return null;
}
