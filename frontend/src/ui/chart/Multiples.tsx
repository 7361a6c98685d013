import { useStrings } from "../../i18n";
import { allOf, type ChartData } from "./data";
import { Frame, type FrameProps, useRoom } from "./Frame";
import { Drawing, scaleOf } from "./Lines";
import { strings } from "./strings";

interface Props extends Omit<FrameProps, "children"> {
  tick?: (value: string, top: boolean) => string;
  height?: number;
}

/** More lines than one picture carries: one small picture each, all on one scale. */
export function Multiples({ tick, height = 150, ...frame }: Props) {
  const t = useStrings(strings);
  const [box, room] = useRoom();
  const span = scaleOf(frame.data);
  const columns = Math.max(1, Math.floor(room / 250));
  const each = Math.floor((room - (columns - 1) * 20) / columns);
  return (
    <Frame {...frame}>
      <div ref={box} className="multiples">
        {allOf(frame.data).length === 0 && <p className="empty">{t("empty")}</p>}
        {frame.data.series.map((series) => {
          const own: ChartData = { ...frame.data, series: [{ ...series, name: "" }] };
          return (
            <div key={series.key} style={{ width: each }}>
              <p className="of">{series.name}</p>
              <Drawing
                title={`${series.name}.`}
                data={own}
                say={frame.say}
                tick={tick}
                span={span}
                height={height}
                room={each}
                only={0}
              />
            </div>
          );
        })}
      </div>
    </Frame>
  );
}
