// Draws each table marked with data-chart as a chart, and folds the table away below it. Without a script, or without
// the library, the tables stand as they are: they hold everything that the charts show.
"use strict";

(() => {
    const MOST_ROWS = 20;
    const PATTERNS = [[], [6, 3], [2, 3], [10, 3, 2, 3]];

    const style = (name) => getComputedStyle(document.documentElement).getPropertyValue(name).trim();

    // Hues that keep apart in light and dark, and for eyes that do not tell red from green (after Okabe and Ito, 2008).
    const HUES = ["#0072b2", "#56b4e9", "#009e73", "#e69f00", "#cc79a7", "#d55e00", "#8c8c8c", "#c4a000"];

    const number = (cell) => {
        const value = Number.parseFloat(cell.textContent.replaceAll(",", ""));
        return Number.isNaN(value) ? null : value;
    };

    function read(table, drawn) {
        const heads = [...table.tHead.rows[0].cells].slice(1, drawn ? drawn + 1 : undefined).map((cell) => cell.textContent);
        const rows = [...table.tBodies[0].rows].slice(0, MOST_ROWS);
        const labels = rows.map((row) => row.cells[0].textContent);
        const series = heads.map((label, column) => ({ label, data: rows.map((row) => number(row.cells[column + 1])) }));
        return { labels, datasets: series };
    }

    function dress(dataset, index, kind) {
        const hue = HUES[index % HUES.length];
        return {
            ...dataset,
            backgroundColor: hue,
            borderColor: kind === "lines" ? hue : style("--body-bg"),
            borderWidth: { lines: 2, bars: 0 }[kind] ?? 1,
            borderDash: kind === "lines" ? PATTERNS[index % PATTERNS.length] : undefined,
            pointRadius: 3,
            spanGaps: true,
        };
    }

    function options(kind, unit, many) {
        const text = style("--body-fg");
        const axis = { ticks: { color: text, maxRotation: 45 }, grid: { color: style("--hairline-color") } };
        const lies = kind === "ranked";
        const stacked = kind === "stacked" || lies;
        const names = { ...axis, stacked, grid: { display: false } };
        const numbers = {
            ...axis,
            stacked,
            beginAtZero: true,
            ticks: { color: text, precision: kind === "lines" ? undefined : 0 },
            title: { display: Boolean(unit), text: unit, color: text },
        };
        return {
            animation: false,
            maintainAspectRatio: false,
            responsive: true,
            interaction: { mode: "index", intersect: false },
            indexAxis: lies ? "y" : "x",
            scales: lies ? { x: numbers, y: { ...names, ticks: { color: text, autoSkip: false } } } : { x: names, y: numbers },
            plugins: { legend: { display: many, position: "bottom", labels: { color: text, boxWidth: 14 } } },
        };
    }

    const drawn = [];

    function draw(figure) {
        const kind = figure.dataset.chart;
        const table = figure.querySelector("table");
        const data = read(table, Number(figure.dataset.series));
        const canvas = document.createElement("canvas");
        canvas.setAttribute("role", "img");
        const title = figure.closest("section").querySelector("h2").textContent;
        const summary = figure.closest("section").querySelector("p").firstChild.textContent.trim();
        canvas.setAttribute("aria-label", `${title}, as a chart. ${summary} The table below has the numbers.`);
        const frame = document.createElement("div");
        frame.className = "desk-canvas";
        frame.append(canvas);
        if (kind === "ranked") frame.style.height = `${6 + 1.5 * Math.min(MOST_ROWS, table.tBodies[0].rows.length)}rem`;
        const fold = document.createElement("details");
        const label = document.createElement("summary");
        label.textContent = "Show as a table";
        fold.append(label, figure.querySelector(".desk-table"));
        figure.append(frame, fold);
        const chart = new Chart(canvas, {
            type: kind === "lines" ? "line" : "bar",
            data: { ...data, datasets: data.datasets.map((each, index) => dress(each, index, kind)) },
            options: options(kind, figure.dataset.unit, data.datasets.length > 1),
        });
        drawn.push({ chart, kind, unit: figure.dataset.unit });
    }

    function recolour() {
        for (const { chart, kind, unit } of drawn) {
            chart.options = options(kind, unit, chart.data.datasets.length > 1);
            chart.data.datasets = chart.data.datasets.map((each, index) => dress(each, index, kind));
            chart.update();
        }
    }

    if (typeof Chart === "undefined") return;
    document.querySelectorAll("[data-chart]").forEach(draw);
    matchMedia("(prefers-color-scheme: dark)").addEventListener("change", recolour);
    new MutationObserver(recolour).observe(document.documentElement, { attributeFilter: ["data-theme"] });
})();
