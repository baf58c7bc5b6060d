/* A read-out under the pointer, for artists whose author asked for one. */

function startHover(figure) {}
