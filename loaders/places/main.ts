import {hasPlaces} from "../files.js";
import {dataPath} from "../paths.js";
import {environment} from "../warehouse.js";
import {openPlaces} from "./gather.js";
import {placesFiles} from "./site.js";

/** The dataset of the pages of places on standard output, in one piece: for Framework's preview. */
export async function run(): Promise<number> {
  const {[environment.data]: data = dataPath(), [environment.asOf]: asOf} = process.env;
  if (!(await hasPlaces(data))) {
    process.stdout.write("null");
    return 0;
  }
  const {connection, close} = await openPlaces({data, asOf});
  try {
    process.stdout.write(JSON.stringify((await placesFiles(connection, {whole: true})).index));
  } finally {
    close();
  }
  return 0;
}
