// Draws where a run stands: its model, and the called parts that it is in.
(() => {
  const place = document.getElementById('picture');
  if (!place) {
    return;
  }

  const flatten = (name, picture) => [
    [name, picture],
    ...Object.entries(picture.called).flatMap(([part, its]) => flatten(part, its)),
  ];

  const mark = (viewer, picture) => {
    const canvas = viewer.get('canvas');
    const known = viewer.get('elementRegistry');
    picture.passed.filter((id) => known.get(id)).forEach((id) => canvas.addMarker(id, 'passed'));
    Object.entries(picture.standing).filter(([id]) => known.get(id)).forEach(([id, tokens]) => {
      canvas.removeMarker(id, 'passed');
      canvas.addMarker(id, 'standing');
      viewer.get('overlays').add(id, { position: { top: -12, right: 12 }, html: badge(tokens) });
    });
  };

  const badge = (tokens) => {
    const element = document.createElement('div');
    element.className = 'tokens';
    element.title = `${place.dataset.tokens} ${tokens}`;
    element.textContent = tokens;
    return element;
  };

  const draw = async (name, picture) => {
    const heading = document.createElement('h3');
    heading.textContent = name;
    const canvas = document.createElement('div');
    canvas.className = 'canvas';
    place.append(heading, canvas);
    const viewer = new window.BpmnJS({ container: canvas });
    await viewer.importXML(picture.bpmn);
    viewer.get('canvas').zoom('fit-viewport', 'auto');
    mark(viewer, picture);
  };

  const drawAll = async () => {
    const answer = await fetch(place.dataset.src, { headers: { Accept: 'application/json' } });
    if (!answer.ok) {
      throw new Error(answer.statusText);
    }
    const pictures = flatten(place.dataset.top, await answer.json());
    place.replaceChildren();
    for (const [name, picture] of pictures) {
      await draw(name, picture);
    }
  };

  drawAll().catch(() => {
    const sorry = document.createElement('p');
    sorry.className = 'empty';
    sorry.textContent = place.dataset.broken;
    place.replaceChildren(sorry);
  });
})();
