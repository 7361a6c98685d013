declare module "virtual:words/*" {
  import type { Words } from ".";
  export const common: Record<string, Words>;
}
declare module "virtual:mail-words" {
  export const words: Record<string, Record<string, string>>;
}
declare module "virtual:terms/*" {
  export const words: Record<string, string>;
}
