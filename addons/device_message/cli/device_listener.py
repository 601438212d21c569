"""``odoo device_listener``: takes what devices send, beside Odoo."""

import asyncio
import sys
from pathlib import Path

from odoo.cli import Command
from odoo.modules.registry import Registry
from odoo.tools import config


class DeviceListener(Command):
    """Take what devices send: HL7 v2 and ASTM over TCP, and files of a folder

    A process of its own. It answers a device only after the message is committed, so it may be
    killed at any time: what wasn't answered is sent again. Limits are system parameters
    (device_message.…), read when it starts.
    """

    name = "device_listener"

    def run(self, args):
        add = self.parser.add_argument
        add("-c", "--config", help="configuration file of Odoo")
        add("-d", "--database", required=True)
        add("--host", default="127.0.0.1", help="address to listen on (%(default)s)")
        add("--hl7-port", type=int, help="port for HL7 v2 over MLLP, such as 6661")
        add("--astm-port", type=int, help="port for ASTM E1381, such as 6662")
        add("--inbox", metavar="FOLDER", help="folder for .hl7, .astm and .txt files")
        options = self.parser.parse_args(args)
        if options.inbox and not Path(options.inbox).is_dir():
            self.parser.error(f"文件夹不存在 · no such folder: {options.inbox}")
        ports = {"HL7": options.hl7_port, "ASTM": options.astm_port}
        ports = {name: number for name, number in ports.items() if number is not None}
        if not ports and not options.inbox:
            self.parser.error("请说明要监听什么 · give --hl7-port, --astm-port or --inbox")
        given = ["-c", options.config] if options.config else []
        config.parse_config([*given, "-d", options.database, "--no-http"], setup_logging=True)
        self._listen(options.database, options.host, ports, options.inbox)

    def _listen(self, database, host, ports, inbox):
        # only now, because importing the add-on needs Odoo's configuration; by its full name, because
        # Odoo loads a command as if it were its own
        # pylint: disable-next=odoo-addons-relative-import
        from odoo.addons.device_message.listener import service

        service.hide_statements()
        try:
            sockets = service.open_ports(host, ports)
        except service.CannotListen as error:
            sys.exit(str(error))
        if "device.message" not in Registry(database):
            sys.exit(
                f"数据库 {database} 没有安装“设备消息”模块 · "
                f"The add-on “device_message” is not installed in {database}."
            )
        asyncio.run(service.listen(database, sockets, inbox))
