using System.CommandLine;
using WebPublisher.Conformance.Mime;
using WebPublisher.Conformance.Smtp;

var root = new RootCommand("Runs files of conformance cases against the built product.")
{
    new SmtpCommand(),
    new MimeCommand(),
};
return await root.Parse(args.Length > 0 ? args : ["--help"]).InvokeAsync();
