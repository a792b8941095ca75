// The map: borders from a file of this server, and circles as wide as the place is uncertain.
"use strict";

(async () => {
  const box = document.getElementById("map");
  const [world, { places, names }] = await Promise.all(
    [box.dataset.world, box.dataset.places].map(async (address) => (await fetch(address)).json()));

  // TopoJSON: arcs are shared borders, in steps from a first point on a grid.
  const { scale, translate } = world.transform;
  const arcs = world.arcs.map((arc) => {
    let x = 0, y = 0;
    return arc.map(([dx, dy]) => [(x += dx) * scale[0] + translate[0], (y += dy) * scale[1] + translate[1]]);
  });
  // A ring that crosses 180° goes on beyond it, instead of back around the world.
  const ring = (indexes) => {
    let before = null;
    return indexes.flatMap((index, n) => {
      const points = index < 0 ? [...arcs[~index]].reverse() : arcs[index];
      return n ? points.slice(1) : points;
    }).map(([x, y]) => {
      const turns = before === null ? 0 : Math.round((before - x) / 360);
      before = x + 360 * turns;
      return [before, y];
    });
  };
  const polygons = (shape) => (shape.type === "Polygon" ? [shape.arcs] : shape.arcs || [])
    .map((rings) => rings.map(ring));
  const features = world.objects.countries.geometries.map((shape) => ({
    type: "Feature", properties: shape.properties,
    geometry: { type: "MultiPolygon", coordinates: polygons(shape) },
  }));

  // Territories that the file draws apart although states contest whose they are.
  const disputed = new Set(["ESH", "XKX", "CYN", "SOL", "KAS", "TWN", "PSE", "PSX", "FLK", "SAH"]);

  const map = L.map(box, { attributionControl: false, zoomSnap: 0.5, worldCopyJump: true, preferCanvas: false });
  L.geoJSON({ type: "FeatureCollection", features }, {
    interactive: false,
    style: (feature) => ({
      className: disputed.has(feature.properties.a3) ? "land disputed" : "land", weight: 0.8,
      fillColor: disputed.has(feature.properties.a3) ? "url(#hatch)" : undefined, fillOpacity: 1,
    }),
  }).addTo(map);

  // The states of the theatre by name, in the middle of their largest piece.
  const area = (points) => points.reduce((sum, [x, y], n) => {
    const [next, up] = points[(n + 1) % points.length];
    return sum + (x * up - next * y) / 2;
  }, 0);
  for (const feature of features) {
    const name = names[feature.properties.a3];
    if (!name) continue;
    const rings = feature.geometry.coordinates.map((polygon) => polygon[0]);
    const largest = rings.reduce((a, b) => (Math.abs(area(a)) > Math.abs(area(b)) ? a : b));
    L.tooltip({ permanent: true, direction: "center", className: "state", interactive: false })
      .setLatLng(L.polygon(largest.map(([x, y]) => [y, x])).getBounds().getCenter())
      .setContent(document.createTextNode(name)).addTo(map);
  }

  const layer = L.layerGroup().addTo(map);
  const form = document.querySelector("form.days");
  const days = [...new Set(places.map((place) => place.day))].sort();
  const labels = new Map();
  const draw = () => {
    layer.clearLayers();
    const ends = [Number(form.elements.from.value), Number(form.elements.to.value)].sort((a, b) => a - b);
    const shown = places.filter((place) => (form.elements.named.checked || place.happened)
      && place.day >= days[ends[0]] && place.day <= days[ends[1]]);
    form.querySelector("output").textContent = days.length ? `${days[ends[0]]} – ${days[ends[1]]} (${shown.length})` : "";
    labels.clear();
    for (const place of shown) {
      const key = `${place.latitude},${place.longitude},${place.happened}`;
      labels.set(key, [...(labels.get(key) || []), place]);
    }
    // The widest first, so that the narrow ones can be reached.
    for (const group of [...labels.values()].sort((a, b) => (b[0].radius || 0) - (a[0].radius || 0))) {
      const [place] = group;
      const circle = L.circle([place.latitude, place.longitude], {
        radius: 1000 * (place.radius || 5), className: `place ${place.happened ? "happened" : "named"}`,
        weight: place.happened ? 2 : 1.2, dashArray: place.happened ? null : "3 4",
      }).addTo(layer);
      circle.bindPopup(() => {
        const popup = document.createElement("div");
        const head = popup.appendChild(document.createElement("strong"));
        head.textContent = `${place.name} (${place.precision})`;
        for (const one of group.slice(-8).reverse()) {
          const line = popup.appendChild(document.createElement("p"));
          const link = line.appendChild(document.createElement("a"));
          link.href = one.href;
          link.textContent = `${one.day}, ${one.source}`;
        }
        return popup;
      });
      const element = circle.getElement();
      element.setAttribute("role", "button");
      element.setAttribute("tabindex", "0");
      element.setAttribute("aria-label", `${place.name}, ${group.length}`);
      element.addEventListener("keydown", (event) => { if (event.key === "Enter") circle.openPopup(); });
    }
  };
  form.hidden = false;
  form.addEventListener("input", draw);
  const near = places.filter((place) => place.happened && (place.radius || 0) < 300);
  const points = (near.length ? near : places).map((place) => [place.latitude, place.longitude]);
  if (points.length) map.fitBounds(points, { padding: [90, 90], maxZoom: 6 });
  else map.setView([30, 15], 2);
  draw();
})();
