"""Addresses of approvals, under phe-duyet/."""

from django.urls import path

from hientai.approvals.views import routes, submissions, tasks

app_name = "approvals"
urlpatterns = [
    path("", tasks.tasks, name="tasks"),
    path("tra-loi/", tasks.answer_many, name="answer_many"),
    path("da-trinh/", submissions.submitted, name="submitted"),
    path("ho-so/", submissions.all_in_sight, name="submissions"),
    path("<int:number>/", submissions.submission, name="submission"),
    path("<int:number>/tra-loi/", submissions.answer, name="answer"),
    path("<int:number>/rut/", submissions.withdraw, name="withdraw"),
    path("trinh-tu/", routes.routes, name="routes"),
    path("trinh-tu/moi/", routes.put, name="put_route"),
    path("trinh-tu/<int:number>/", routes.route, name="route"),
    path("trinh-tu/<int:number>/thoi/", routes.stop, name="stop_route"),
]
