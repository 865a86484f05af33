using System.Net;
using System.Net.Http.Headers;
using System.Text;

namespace Atomic.Client.Tests.Fixtures;

/// <summary>Answers requests from a script and records them word for word.</summary>
internal sealed class RecordedWire : HttpMessageHandler
{
    private readonly Queue<Func<HttpRequestMessage, HttpResponseMessage>> _script = new();

    public List<RecordedRequest> Requests { get; } = [];

    public RecordedRequest Only => Requests.ShouldHaveSingleItem();

    public RecordedWire Answer(HttpStatusCode status, string body, string mediaType = "application/json", params (string Name, string Value)[] headers)
    {
        _script.Enqueue(request =>
        {
            var response = new HttpResponseMessage(status) { RequestMessage = request, Content = new ByteArrayContent(Encoding.UTF8.GetBytes(body)) };
            response.Content.Headers.ContentType = MediaTypeHeaderValue.Parse(mediaType);
            foreach (var (name, value) in headers)
                response.Headers.TryAddWithoutValidation(name, value);
            return response;
        });
        return this;
    }

    public RecordedWire Ok(string body, params (string Name, string Value)[] headers) => Answer(HttpStatusCode.OK, body, "application/json", headers);

    public RecordedWire Fail(HttpRequestError error) => Fail(new HttpRequestException(error, "the wire failed"));

    public RecordedWire Fail(Exception failure)
    {
        _script.Enqueue(_ => throw failure);
        return this;
    }

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var body = request.Content is null ? "" : await request.Content.ReadAsStringAsync(cancellationToken);
        Requests.Add(new RecordedRequest(
            request.Method.Method,
            request.RequestUri!.PathAndQuery,
            request.Headers.NonValidated.ToDictionary(static header => header.Key, static header => string.Join(",", header.Value), StringComparer.OrdinalIgnoreCase),
            body));
        _script.Count.ShouldBeGreaterThan(0, $"{request.Method} {request.RequestUri} was not expected");
        return _script.Dequeue()(request);
    }
}
