using System.Collections.Frozen;
using WebPublisher.Policy.VirtualPatches;
using WebPublisher.Web.VirtualPatches.AnySite;
using WebPublisher.Web.VirtualPatches.Exchange;
using WebPublisher.Web.VirtualPatches.Grommunio;
using WebPublisher.Web.VirtualPatches.Iis;
using WebPublisher.Web.VirtualPatches.Roundcube;
using WebPublisher.Web.VirtualPatches.Sogo;
using WebPublisher.Web.VirtualPatches.Zimbra;

namespace WebPublisher.Web.VirtualPatches;

/// <summary>The code of every patch in <see cref="VirtualPatchCatalogue"/>. One of each serves every section and all threads; none keeps what is one request's alone.</summary>
internal static class RequestPatches
{
    private static readonly FrozenDictionary<string, RequestPatch> s_all = new RequestPatch[]
    {
        new MarkupInQuery(), new SqlInQuery(), new FileInQuery(), new LineBreakInQuery(), new CommandInQuery(), new PhpObject(), new Log4Shell(), new Spring4Shell(), new Shellshock(), new ExternalEntity(),
        new Scanner(), new RangeOverflow(),
        new ProxyLogon(), new VirtualDirectoryScript(), new ProxyShell(), new ProxyNotShell(), new Owassrf(), new PowerShell(), new ProxyToken(), new ProxyOracle(), new ViewStateInQuery(), new DlpPolicy(),
        new WebShells(), new AutodiscoverMarkup(), new EwsBinaryData(), new EwsPushSubscription(),
        new IisStream(), new IisShortName(), new IisCookieless(), new IisDoubleExtension(), new IisAcceptEncoding(), new IisWebDavIf(),
        new RoundcubeFrom(), new RoundcubeSendmail(), new RoundcubeUploadDisplay(), new RoundcubeInstaller(), new RoundcubeInside(), new RoundcubeLineBreak(), new RoundcubeUser(), new RoundcubeSearch(), new RoundcubeSkin(),
        new SogoTheme(), new SogoUserName(), new SogoAcl(),
        new ZimbraMailboxImport(), new ZimbraMemcached(), new ZimbraCalendar(), new ZimbraMobile(), new ZimbraSkin(), new ZimbraInclude(), new ZimbraPackages(), new ZimbraProxy(), new ZimbraWebEx(), new ZimbraSalesforce(),
        new ZimbraInside(),
        new GrommunioInside(),
    }.ToFrozenDictionary(patch => patch.GetType().Name, StringComparer.OrdinalIgnoreCase);

    /// <summary>The code of a patch: the class of its name.</summary>
    public static RequestPatch Of(VirtualPatch patch) => s_all[patch.Id];
}
