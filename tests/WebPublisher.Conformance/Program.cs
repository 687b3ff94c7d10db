using System.CommandLine;
using WebPublisher.Conformance.Content;
using WebPublisher.Conformance.Mime;
using WebPublisher.Conformance.Smtp;
using WebPublisher.Conformance.Smtp.Fuzz;
using WebPublisher.Conformance.Spf;
using WebPublisher.Conformance.Waf;
using WebPublisher.Conformance.Web;

var root = new RootCommand("Runs files of conformance cases against the built product.")
{
    new SmtpCommand(),
    new MimeCommand(),
    new ContentCommand(),
    new SmtpFuzzCommand(),
    new SpfCommand(),
    new WebCommand(),
    new CrsCommand(),
    new CrsDifferentialCommand(),
};
return await root.Parse(args.Length > 0 ? args : ["--help"]).InvokeAsync();
