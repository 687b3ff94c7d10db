using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Microsoft.AspNetCore.Http;
using WebPublisher.Administration.Model;
using WebPublisher.Operations;
using WebPublisher.State;

namespace WebPublisher.Administration.Actions;

/// <summary>A <c>POST</c> with a body that says what is to be done; the answer is a list of <see cref="ActionOutcome"/>, and every outcome is logged with who asked.</summary>
/// <typeparam name="TBody">The body.</typeparam>
/// <param name="type">How it is read.</param>
/// <param name="log">Where outcomes are told.</param>
internal abstract class ActionEndpoint<TBody>(JsonTypeInfo<TBody> type, ActionLog log) : OperationsEndpoint
    where TBody : class
{
    /// <inheritdoc/>
    public sealed override string Method => HttpMethods.Post;

    /// <inheritdoc/>
    public sealed override async Task AnswerAsync(HttpContext http)
    {
        try
        {
            var body = await JsonSerializer.DeserializeAsync(http.Request.Body, type, http.RequestAborted) ?? throw new JsonException("null");

            // What has begun is finished, whether or not the caller waits for the answer.
            var outcomes = await ActAsync(body, CancellationToken.None);
            log.Write(OperationsCaller.Of(http).Name, Path, outcomes);
            await SendAsync(http, StatusCodes.Status200OK, "application/json", JsonSerializer.SerializeToUtf8Bytes(outcomes, AdministrationJson.Default.ImmutableArrayActionOutcome));
        }
        catch (BadHttpRequestException error) when (error.StatusCode == StatusCodes.Status413PayloadTooLarge)
        {
            http.Response.Headers.Connection = "close";
            await SendProblemAsync(http, error.StatusCode, $"A body has at most {OperationsKestrel.MaximumBody} bytes.");
        }
        catch (JsonException error)
        {
            await SendProblemAsync(http, StatusCodes.Status400BadRequest, $"The body of {Path} is not as expected{(error.Path is { Length: > 1 } path ? $", at {path[2..]}" : "")}: docs/operating.md shows it.");
        }
        catch (ActionRefusedException error)
        {
            await SendProblemAsync(http, StatusCodes.Status400BadRequest, error.Message);
        }
        catch (StateException error)
        {
            await SendProblemAsync(http, StatusCodes.Status503ServiceUnavailable, error.Message);
        }
    }

    /// <summary>Does it.</summary>
    /// <param name="body">What is to be done.</param>
    /// <param name="cancellation">The server stops.</param>
    /// <exception cref="ActionRefusedException">The body does not say what can be done.</exception>
    /// <exception cref="StateException">It cannot be kept.</exception>
    protected abstract Task<ImmutableArray<ActionOutcome>> ActAsync(TBody body, CancellationToken cancellation);
}
