// Listens to what the page plays, as a person at the loudspeaker does, every 20 ms. Put into the page by the browser's driver.
(() => {
  const context = new AudioContext();
  const heard = new Map();
  const ear = { since: performance.now(), first: null, last: null, longestGap: 0, by: {} };
  ear.again = () => Object.assign(ear, { since: performance.now(), first: null, last: null, longestGap: 0, by: {} });
  const listen = track => {
    const node = context.createAnalyser();
    node.fftSize = 1024;
    context.createMediaStreamSource(new MediaStream([track])).connect(node);
    return { track, node, samples: new Float32Array(node.fftSize) };
  };
  const loudness = one => {
    one.node.getFloatTimeDomainData(one.samples);
    return Math.sqrt(one.samples.reduce((sum, x) => sum + x * x, 0) / one.samples.length);
  };
  setInterval(() => {
    const now = performance.now();
    let loud = false;
    for (const sound of document.querySelectorAll('#sound audio')) {
      for (const track of sound.srcObject?.getAudioTracks() ?? []) {
        if (!heard.has(track)) heard.set(track, listen(track));
        if (track.readyState === 'live' && !sound.paused && loudness(heard.get(track)) > 0.01) loud = true;
      }
    }
    if (!loud) return;
    ear.first ??= now;
    if (ear.last !== null) ear.longestGap = Math.max(ear.longestGap, now - ear.last);
    ear.last = now;
  }, 20);
  window.ear = ear;
})();
