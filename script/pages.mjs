// Builds what the pages load into src/jiheng/web/static/built: scripts, the style sheet, a sprite of the icons that are used.
import { mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { build } from "esbuild";

const web = "src/jiheng/web";
const built = `${web}/static/built`;
const out = `${built}.new`; // takes the place of what was built before once all of it is there

function files(folder, endings) {
  return readdirSync(folder, { withFileTypes: true, recursive: true })
    .filter((each) => each.isFile() && endings.some((ending) => each.name.endsWith(ending)) && !each.parentPath.includes("static"))
    .map((each) => join(each.parentPath, each.name))
    .sort();
}

/** Names of icons stand in templates and tags as words; every word that is an icon's name is taken. */
function sprite() {
  const icons = new Map(readdirSync("node_modules/@tabler/icons/icons/outline").map((file) => [file.replace(".svg", ""), file]));
  const words = new Set(files(web, [".html", ".py", ".ts"]).flatMap((path) => [...readFileSync(path, "utf8").matchAll(/"([a-z][a-z0-9-]+)"/g)].map((found) => found[1])));
  const used = [...icons.keys()].filter((name) => words.has(name)).sort();
  const symbols = used.map((name) => {
    const svg = readFileSync(`node_modules/@tabler/icons/icons/outline/${icons.get(name)}`, "utf8").replace(/<!--[\s\S]*?-->/g, "");
    return `<symbol id="${name}" viewBox="0 0 24 24" stroke-linecap="round" stroke-linejoin="round">${svg.replace(/^[\s\S]*?<svg[^>]*>/, "").replace(/<\/svg>\s*$/, "").replace(/\s+/g, " ").trim()}</symbol>`;
  });
  return `<svg xmlns="http://www.w3.org/2000/svg">${symbols.join("")}</svg>\n`;
}

rmSync(out, { recursive: true, force: true });
mkdirSync(out, { recursive: true });
const common = { bundle: true, minify: true, target: "es2022", logLevel: "warning", legalComments: "none" };
await build({ ...common, entryPoints: { app: `${web}/assets/app.ts`, theme: `${web}/assets/theme.ts`, home: `${web}/assets/home/home.ts` }, format: "iife", outdir: out });
await build({ ...common, entryPoints: [`${web}/assets/app.css`], outdir: out, loader: { ".woff2": "file", ".woff": "file", ".svg": "dataurl" } });
writeFileSync(`${out}/icons.svg`, sprite());
rmSync(built, { recursive: true, force: true });
renameSync(out, built);
