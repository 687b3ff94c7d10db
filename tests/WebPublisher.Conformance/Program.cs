using System.CommandLine;
using WebPublisher.Conformance.Mime;
using WebPublisher.Conformance.Smtp;
using WebPublisher.Conformance.Smtp.Fuzz;

var root = new RootCommand("Runs files of conformance cases against the built product.")
{
    new SmtpCommand(),
    new MimeCommand(),
    new SmtpFuzzCommand(),
};
return await root.Parse(args.Length > 0 ? args : ["--help"]).InvokeAsync();
