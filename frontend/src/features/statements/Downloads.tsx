import { type Language, NAMES, useStrings } from "../../i18n";
import { strings } from "./strings";

interface Props {
  languages: Language[];
  /** Where the statement is read by the API; the papers are beside it. */
  from: string;
}

/** A paper for each language in both forms; with several languages, all of them in one. */
export function Downloads({ languages, from }: Props) {
  const t = useStrings(strings);
  const line = (key: string, name: string, query: string, lang?: string) => (
    <li key={key}>
      <span lang={lang}>{name}</span>
      {(["pdf", "docx"] as const).map((format) => (
        <a key={format} href={`${from}.${format}${query}`} download>
          {format.toUpperCase()}
          <span className="sr" lang={lang}>
            {" "}
            {name}
          </span>
        </a>
      ))}
    </li>
  );
  return (
    <ul className="papers" data-testid="papers">
      {languages.map((each) => line(each, NAMES[each], `?language=${each}`, each))}
      {languages.length > 1 && line("all", t("allLanguages"), "")}
    </ul>
  );
}
