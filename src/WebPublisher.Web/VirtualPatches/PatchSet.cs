using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using WebPublisher.Policy.Rules;
using WebPublisher.Policy.VirtualPatches;
using WebPublisher.Web.Denials;
using WebPublisher.Web.Pipeline;
using WebPublisher.Web.Records;
using WebPublisher.Web.Translation;

namespace WebPublisher.Web.VirtualPatches;

/// <summary>The virtual patches of a section, put to a request.</summary>
public sealed class PatchSet
{
    // One set for each section of each policy in use; it goes when its policy goes.
    private static readonly ConditionalWeakTable<VirtualPatchPolicy, PatchSet> s_sets = [];

    private readonly ImmutableArray<(VirtualPatch Patch, RequestPatch Code, bool Blocks)> _patches;

    private readonly ImmutableArray<(VirtualPatch Patch, FieldPatch Code, bool Blocks)> _fieldPatches;

    private PatchSet(VirtualPatchPolicy policy)
    {
        _patches = [.. policy.Block.Select(patch => (patch, RequestPatches.Of(patch), true)), .. policy.Report.Select(patch => (patch, RequestPatches.Of(patch), false))];
        _fieldPatches = [.. from patch in _patches where patch.Code is FieldPatch select (patch.Patch, (FieldPatch)patch.Code, patch.Blocks)];
    }

    /// <summary>The set of a section: made once, kept as long as its policy.</summary>
    internal static PatchSet For(VirtualPatchPolicy policy) => s_sets.GetValue(policy, static p => new PatchSet(p));

    /// <summary>Judges what <c>explain</c> and policy tests know of a request: its method and URL.</summary>
    /// <param name="publish">How it is published, or null where it is not.</param>
    /// <param name="section">The section it belongs to.</param>
    /// <param name="method">The method.</param>
    /// <param name="target">The canonical URL, as it was asked for.</param>
    /// <returns>Why it is refused, or null.</returns>
    public static Denial? JudgeTarget(PublishAction? publish, PublishSection? section, string method, CanonicalTarget target) => publish is null || section?.VirtualPatches is not { } policy
        ? null
        : For(policy).JudgeHead(new PatchedRequest(method, LinkTranslation.For(publish).Inner(target), new HeaderDictionary()), record: null);

    /// <summary>Judges the head of a request.</summary>
    /// <param name="http">The request.</param>
    /// <param name="target">Its canonical URL, as the front end is asked for it.</param>
    /// <param name="record">Is told of attacks that the policy only reports.</param>
    /// <returns>Why it is refused, or null.</returns>
    internal Denial? JudgeHead(HttpContext http, CanonicalTarget target, PublishingRecord record) =>
        JudgeHead(new PatchedRequest(http.Request.Method, target, http.Request.Headers), record);

    private Denial? JudgeHead(PatchedRequest request, PublishingRecord? record)
    {
        foreach (var (patch, code, blocks) in _patches)
        {
            if (code.JudgeHead(request) is { } finding && Follow(patch, finding, blocks, record) is { } refused)
            {
                return refused;
            }
        }

        return JudgeFields(request, record);
    }

    /// <summary>Judges as much of the body of a request as its patches have to see; nothing of nearly all.</summary>
    /// <param name="http">The request, whose head has passed and whose limit is set.</param>
    /// <param name="target">Its canonical URL, as the front end is asked for it.</param>
    /// <param name="record">Is told of attacks that the policy only reports.</param>
    /// <returns>Why it is refused, or null.</returns>
    internal ValueTask<Denial?> JudgeBodyAsync(HttpContext http, CanonicalTarget target, PublishingRecord record)
    {
        if (http.Features.Get<IHttpRequestBodyDetectionFeature>()?.CanHaveBody != true)
        {
            return new((Denial?)null);
        }

        var request = new PatchedRequest(http.Request.Method, target, http.Request.Headers);
        var wanted = BodyWanted(request);
        if (wanted == 0)
        {
            return new((Denial?)null);
        }

        // No client of webmail compresses its requests, and hardly a server reads them; what does must not be a way around.
        return http.Request.Headers.ContentEncoding is { Count: > 0 } coding && !coding.ToString().Equals("identity", StringComparison.OrdinalIgnoreCase)
            ? new(new Denial(DenialReason.VirtualPatch, "the body: its coding cannot be looked through"))
            : RequestBodyPeek.JudgeAsync(
                http,
                wanted,
                static (bytes, _, state) => state.Patches.JudgeBody(state.Request, new PatchedBody(bytes, state.Request.Fields.ContentType), state.Record),
                (Patches: this, Request: request, Record: record),
                record);
    }

    private Denial? JudgeBody(PatchedRequest request, PatchedBody body, PublishingRecord record)
    {
        foreach (var (patch, code, blocks) in _patches)
        {
            if (code.JudgeBody(request, body) is { } finding && Follow(patch, finding, blocks, record) is { } refused)
            {
                return refused;
            }
        }

        return null;
    }

    private int BodyWanted(PatchedRequest request)
    {
        var wanted = 0;
        foreach (var (_, code, _) in _patches)
        {
            wanted = Math.Max(wanted, code.BodyWanted(request));
        }

        return wanted;
    }

    private Denial? JudgeFields(PatchedRequest request, PublishingRecord? record)
    {
        if (_fieldPatches.IsEmpty)
        {
            return null;
        }

        foreach (var (name, values) in request.Fields)
        {
            foreach (var value in values)
            {
                foreach (var (patch, code, blocks) in _fieldPatches)
                {
                    if (code.Blocks(value) && Follow(patch, PatchFinding.Field(name), blocks, record) is { } refused)
                    {
                        return refused;
                    }
                }
            }
        }

        return null;
    }

    private static Denial? Follow(VirtualPatch patch, PatchFinding finding, bool blocks, PublishingRecord? record)
    {
        var told = $"{patch}: {finding.Where}";
        if (blocks)
        {
            return new Denial(DenialReason.VirtualPatch, told);
        }

        record?.Report(told);
        return null;
    }
}
