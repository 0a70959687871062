// Loaded before Apollo's neighbours, which would listen on fixed ports of all addresses: has them listen on a free one of this machine
// alone, tells it, and ends them with the process that started them.
import { Server } from 'node:net';

const { listen } = Server.prototype;

Server.prototype.listen = function (_options, whenListening) {
  this.once('listening', () => process.send(this.address().port));
  return listen.call(this, { host: '127.0.0.1', port: 0 }, whenListening);
};

process.on('disconnect', () => process.exit());
